import { hubspot } from '@hubspot/ui-extensions';
import { SocialCard } from './card/social-card.tsx';

hubspot.extend<'crm.record.tab'>(() => <SocialCard size="full" />);
