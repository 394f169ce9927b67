import becauseOf from '@salesforce/label/c.Kith_Because_Of';
import emotion from '@salesforce/label/c.Kith_Emotion';
import intent from '@salesforce/label/c.Kith_Intent';
import intentBug from '@salesforce/label/c.Kith_Intent_Bug';
import intentChurn from '@salesforce/label/c.Kith_Intent_Churn';
import intentComplaint from '@salesforce/label/c.Kith_Intent_Complaint';
import intentCrisis from '@salesforce/label/c.Kith_Intent_Crisis';
import intentFeature from '@salesforce/label/c.Kith_Intent_Feature';
import intentPraise from '@salesforce/label/c.Kith_Intent_Praise';
import intentPress from '@salesforce/label/c.Kith_Intent_Press';
import intentPurchase from '@salesforce/label/c.Kith_Intent_Purchase';
import intentQuestion from '@salesforce/label/c.Kith_Intent_Question';
import notSure from '@salesforce/label/c.Kith_Not_Sure';
import sounds from '@salesforce/label/c.Kith_Sounds';
import targetProduct from '@salesforce/label/c.Kith_Target_Product';
import targetRival from '@salesforce/label/c.Kith_Target_Rival';
import targetUs from '@salesforce/label/c.Kith_Target_Us';
import tone from '@salesforce/label/c.Kith_Tone';
import topic from '@salesforce/label/c.Kith_Topic';

/** Every text with which the panel says how a post was read, by name. */
export const LABELS = Object.freeze({
  becauseOf,
  emotion,
  intent,
  intentBug,
  intentChurn,
  intentComplaint,
  intentCrisis,
  intentFeature,
  intentPraise,
  intentPress,
  intentPurchase,
  intentQuestion,
  notSure,
  sounds,
  targetProduct,
  targetRival,
  targetUs,
  tone,
  topic,
});
