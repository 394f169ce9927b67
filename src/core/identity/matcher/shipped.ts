import { MatchModel } from './model.ts';
import shipped from './shipped-model.json' with { type: 'json' };

/** The model as Kith ships it: where every installation begins. */
export const SHIPPED: MatchModel = MatchModel.parse(shipped);
