/**
 * The package is removed from the outside in, a deployment each: what is seen, what runs, what may, what holds data.
 * So nothing is removed while something else of the package still refers to it.
 */
export const REMOVAL: readonly (readonly string[])[] = [
  ['CustomApplication', 'Dashboard', 'Report', 'CustomTab', 'FlexiPage', 'QuickAction', 'Flow'],
  ['DashboardFolder', 'ReportFolder', 'LightningComponentBundle'],
  ['PermissionSet', 'ApexTrigger', 'ApexClass', 'PlatformEventChannelMember'],
  ['NamedCredential', 'CustomMetadata'],
  ['ExternalCredential', 'CustomObject', 'CustomField'],
  ['CustomLabel'],
];

/** Objects of the package: what hangs on them goes with them, and cannot go before. */
const OWN_OBJECT = /^(Social_|Kith_)\w+__(c|e|mdt)\b/;

/**
 * Whether a part is removed by its own name. `CustomLabels` is the bag of all labels of the org: its members go, it stays.
 */
export function removable(type: string, name: string): boolean {
  return type === 'CustomObject' ? OWN_OBJECT.test(name) : !OWN_OBJECT.test(name);
}
