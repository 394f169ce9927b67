import { hubspot } from '@hubspot/ui-extensions';
import { SettingsPage } from './page/settings-page.tsx';

hubspot.extend<'settings'>(() => <SettingsPage />);
