/** `KITH_NETWORK_BASE` says where networks are; every other variable of that prefix is a setting of one of them. */
const SETTING = /^KITH_NETWORK_([A-Z][A-Z0-9]*)_([A-Z0-9_]+)$/;

/** The environment variable in which an admin gives a network's setting: `youtube`, `apiKey` → `KITH_NETWORK_YOUTUBE_API_KEY`. */
export function networkVariable(network: string, setting: string): string {
  const words = setting.replaceAll(/[A-Z]/g, (letter) => `_${letter}`);
  return `KITH_NETWORK_${network}_${words}`.toUpperCase();
}

/** Network id → setting → value, from the variables that `networkVariable` names. */
export function networkSettingsIn(
  env: Readonly<Record<string, string | undefined>>,
): Record<string, Record<string, string>> {
  const settings: Record<string, Record<string, string>> = {};
  for (const [name, value] of Object.entries(env)) {
    const [, network, words] = SETTING.exec(name) ?? [];
    if (network === undefined || words === undefined || !value) continue;
    const setting = words
      .toLowerCase()
      .replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
    settings[network.toLowerCase()] = { ...settings[network.toLowerCase()], [setting]: value };
  }
  return settings;
}
