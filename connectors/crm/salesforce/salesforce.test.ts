import { afterEach, describe, it } from 'vitest';
import { crmContract } from '../../../tests/contract/crm.ts';
import { salesforce } from './index.ts';
import { kit } from './kit.ts';

crmContract(salesforce, kit, { describe, it, afterEach });
