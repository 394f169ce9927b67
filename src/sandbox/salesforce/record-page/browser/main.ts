import { apexMethod, refreshApex } from './apex.ts';
import { mount } from './mount.ts';
import { NavigationMixin } from './navigation.ts';
import { ShowToastEvent, showToasts } from './toast.ts';

/** What the modules of the platform are, for the components on this page (`platform-modules.ts`). */
Object.assign(globalThis, { lightning: { apexMethod, refreshApex, NavigationMixin, ShowToastEvent } });

showToasts();
void mount();
