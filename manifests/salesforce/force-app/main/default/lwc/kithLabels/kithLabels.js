import aboutMove from '@salesforce/label/c.Kith_About_Move';
import aboutSaid from '@salesforce/label/c.Kith_About_Said';
import aboutWho from '@salesforce/label/c.Kith_About_Who';
import accountIs from '@salesforce/label/c.Kith_Account_Is';
import actConfirm from '@salesforce/label/c.Kith_Act_Confirm';
import actReject from '@salesforce/label/c.Kith_Act_Reject';
import actUndo from '@salesforce/label/c.Kith_Act_Undo';
import against from '@salesforce/label/c.Kith_Against';
import alsoOn from '@salesforce/label/c.Kith_Also_On';
import answerThere from '@salesforce/label/c.Kith_Answer_There';
import askForIt from '@salesforce/label/c.Kith_Ask_For_It';
import askNetworks from '@salesforce/label/c.Kith_Ask_Networks';
import asked from '@salesforce/label/c.Kith_Asked';
import askedFor from '@salesforce/label/c.Kith_Asked_For';
import askedWhen from '@salesforce/label/c.Kith_Asked_When';
import asking from '@salesforce/label/c.Kith_Asking';
import attentionFrom from '@salesforce/label/c.Kith_Attention_From';
import basis from '@salesforce/label/c.Kith_Basis';
import brokenCure from '@salesforce/label/c.Kith_Broken_Cure';
import brokenTitle from '@salesforce/label/c.Kith_Broken_Title';
import busyCure from '@salesforce/label/c.Kith_Busy_Cure';
import busyTitle from '@salesforce/label/c.Kith_Busy_Title';
import buyingQuestion from '@salesforce/label/c.Kith_Buying_Question';
import caseWord from '@salesforce/label/c.Kith_Case';
import caseThere from '@salesforce/label/c.Kith_Case_There';
import choosePerson from '@salesforce/label/c.Kith_Choose_Person';
import churnRisk from '@salesforce/label/c.Kith_Churn_Risk';
import comesBackTo from '@salesforce/label/c.Kith_Comes_Back_To';
import complaint from '@salesforce/label/c.Kith_Complaint';
import confirmed from '@salesforce/label/c.Kith_Confirmed';
import consent from '@salesforce/label/c.Kith_Consent';
import consentAccount from '@salesforce/label/c.Kith_Consent_Account';
import consentAgreed from '@salesforce/label/c.Kith_Consent_Agreed';
import consentBy from '@salesforce/label/c.Kith_Consent_By';
import consentCancel from '@salesforce/label/c.Kith_Consent_Cancel';
import consentDay from '@salesforce/label/c.Kith_Consent_Day';
import consentFor from '@salesforce/label/c.Kith_Consent_For';
import consentGive from '@salesforce/label/c.Kith_Consent_Give';
import consentGiven from '@salesforce/label/c.Kith_Consent_Given';
import consentKeep from '@salesforce/label/c.Kith_Consent_Keep';
import consentMissing from '@salesforce/label/c.Kith_Consent_Missing';
import consentNone from '@salesforce/label/c.Kith_Consent_None';
import consentRecord from '@salesforce/label/c.Kith_Consent_Record';
import consentSays from '@salesforce/label/c.Kith_Consent_Says';
import consentWithdraw from '@salesforce/label/c.Kith_Consent_Withdraw';
import consentWithdrawNow from '@salesforce/label/c.Kith_Consent_Withdraw_Now';
import consentWithdrawn from '@salesforce/label/c.Kith_Consent_Withdrawn';
import conversations from '@salesforce/label/c.Kith_Conversations';
import copied from '@salesforce/label/c.Kith_Copied';
import copy from '@salesforce/label/c.Kith_Copy';
import copyFailed from '@salesforce/label/c.Kith_Copy_Failed';
import create from '@salesforce/label/c.Kith_Create';
import creating from '@salesforce/label/c.Kith_Creating';
import crisis from '@salesforce/label/c.Kith_Crisis';
import decided from '@salesforce/label/c.Kith_Decided';
import draft from '@salesforce/label/c.Kith_Draft';
import draftLabel from '@salesforce/label/c.Kith_Draft_Label';
import draftWaiting from '@salesforce/label/c.Kith_Draft_Waiting';
import earlierPosts from '@salesforce/label/c.Kith_Earlier_Posts';
import followers from '@salesforce/label/c.Kith_Followers';
import forWord from '@salesforce/label/c.Kith_For';
import handleOn from '@salesforce/label/c.Kith_Handle_On';
import idea from '@salesforce/label/c.Kith_Idea';
import influence from '@salesforce/label/c.Kith_Influence';
import influenceCare from '@salesforce/label/c.Kith_Influence_Care';
import influenceTopic from '@salesforce/label/c.Kith_Influence_Topic';
import interval from '@salesforce/label/c.Kith_Interval';
import itemBegins from '@salesforce/label/c.Kith_Item_Begins';
import itemDue from '@salesforce/label/c.Kith_Item_Due';
import itemKind from '@salesforce/label/c.Kith_Item_Kind';
import itemMissing from '@salesforce/label/c.Kith_Item_Missing';
import itemRefused from '@salesforce/label/c.Kith_Item_Refused';
import itemText from '@salesforce/label/c.Kith_Item_Text';
import itemTitle from '@salesforce/label/c.Kith_Item_Title';
import jobChange from '@salesforce/label/c.Kith_Job_Change';
import lessLikely from '@salesforce/label/c.Kith_Less_Likely';
import likelier from '@salesforce/label/c.Kith_Likelier';
import likes from '@salesforce/label/c.Kith_Likes';
import loading from '@salesforce/label/c.Kith_Loading';
import lookAgain from '@salesforce/label/c.Kith_Look_Again';
import makeItem from '@salesforce/label/c.Kith_Make_Item';
import makeTask from '@salesforce/label/c.Kith_Make_Task';
import mapped from '@salesforce/label/c.Kith_Mapped';
import mappedAsked from '@salesforce/label/c.Kith_Mapped_Asked';
import mappedChanged from '@salesforce/label/c.Kith_Mapped_Changed';
import mappedDeclined from '@salesforce/label/c.Kith_Mapped_Declined';
import mappedEmpty from '@salesforce/label/c.Kith_Mapped_Empty';
import mappedLeave from '@salesforce/label/c.Kith_Mapped_Leave';
import mappedNothing from '@salesforce/label/c.Kith_Mapped_Nothing';
import mappedNothingBack from '@salesforce/label/c.Kith_Mapped_Nothing_Back';
import mappedPutBack from '@salesforce/label/c.Kith_Mapped_Put_Back';
import mappedThereAgain from '@salesforce/label/c.Kith_Mapped_There_Again';
import mappedWill from '@salesforce/label/c.Kith_Mapped_Will';
import mappedWrite from '@salesforce/label/c.Kith_Mapped_Write';
import moreSignals from '@salesforce/label/c.Kith_More_Signals';
import noDifference from '@salesforce/label/c.Kith_No_Difference';
import noPersonSays from '@salesforce/label/c.Kith_No_Person_Says';
import noPersonTitle from '@salesforce/label/c.Kith_No_Person_Title';
import nobodySays from '@salesforce/label/c.Kith_Nobody_Says';
import nobodyTitle from '@salesforce/label/c.Kith_Nobody_Title';
import notConnectedCure from '@salesforce/label/c.Kith_Not_Connected_Cure';
import notConnectedTitle from '@salesforce/label/c.Kith_Not_Connected_Title';
import notEverything from '@salesforce/label/c.Kith_Not_Everything';
import notKnownCure from '@salesforce/label/c.Kith_Not_Known_Cure';
import notKnownTitle from '@salesforce/label/c.Kith_Not_Known_Title';
import notPermittedCure from '@salesforce/label/c.Kith_Not_Permitted_Cure';
import notPermittedTitle from '@salesforce/label/c.Kith_Not_Permitted_Title';
import notThem from '@salesforce/label/c.Kith_Not_Them';
import offCure from '@salesforce/label/c.Kith_Off_Cure';
import offTitle from '@salesforce/label/c.Kith_Off_Title';
import openDeal from '@salesforce/label/c.Kith_Open_Deal';
import opensNewTab from '@salesforce/label/c.Kith_Opens_New_Tab';
import overMillion from '@salesforce/label/c.Kith_Over_Million';
import overSure from '@salesforce/label/c.Kith_Over_Sure';
import percentile from '@salesforce/label/c.Kith_Percentile';
import praise from '@salesforce/label/c.Kith_Praise';
import press from '@salesforce/label/c.Kith_Press';
import profiles from '@salesforce/label/c.Kith_Profiles';
import proof from '@salesforce/label/c.Kith_Proof';
import reaches from '@salesforce/label/c.Kith_Reaches';
import refusedCure from '@salesforce/label/c.Kith_Refused_Cure';
import refusedOrgCure from '@salesforce/label/c.Kith_Refused_Org_Cure';
import refusedOrgTitle from '@salesforce/label/c.Kith_Refused_Org_Title';
import refusedProfiles from '@salesforce/label/c.Kith_Refused_Profiles';
import refusedTitle from '@salesforce/label/c.Kith_Refused_Title';
import replies from '@salesforce/label/c.Kith_Replies';
import sample from '@salesforce/label/c.Kith_Sample';
import seeHow from '@salesforce/label/c.Kith_See_How';
import seeIt from '@salesforce/label/c.Kith_See_It';
import sendsNothing from '@salesforce/label/c.Kith_Sends_Nothing';
import shares from '@salesforce/label/c.Kith_Shares';
import source from '@salesforce/label/c.Kith_Source';
import spike from '@salesforce/label/c.Kith_Spike';
import start from '@salesforce/label/c.Kith_Start';
import storedOnly from '@salesforce/label/c.Kith_Stored_Only';
import suggestions from '@salesforce/label/c.Kith_Suggestions';
import sure from '@salesforce/label/c.Kith_Sure';
import task from '@salesforce/label/c.Kith_Task';
import taskThere from '@salesforce/label/c.Kith_Task_There';
import title from '@salesforce/label/c.Kith_Title';
import together from '@salesforce/label/c.Kith_Together';
import toldConfirmed from '@salesforce/label/c.Kith_Told_Confirmed';
import toldRejected from '@salesforce/label/c.Kith_Told_Rejected';
import toldWithdrawn from '@salesforce/label/c.Kith_Told_Withdrawn';
import tryAgain from '@salesforce/label/c.Kith_Try_Again';
import underSure from '@salesforce/label/c.Kith_Under_Sure';
import wholeConversation from '@salesforce/label/c.Kith_Whole_Conversation';
import why from '@salesforce/label/c.Kith_Why';

/** Every text of the panel, by name. An org translates them in its own translation workbench. */
export const LABELS = Object.freeze({
  aboutMove,
  aboutSaid,
  aboutWho,
  accountIs,
  actConfirm,
  actReject,
  actUndo,
  against,
  alsoOn,
  answerThere,
  asked,
  askedFor,
  askedWhen,
  askForIt,
  asking,
  askNetworks,
  attentionFrom,
  basis,
  brokenCure,
  brokenTitle,
  busyCure,
  busyTitle,
  buyingQuestion,
  case: caseWord,
  caseThere,
  choosePerson,
  churnRisk,
  comesBackTo,
  complaint,
  confirmed,
  consent,
  consentAccount,
  consentAgreed,
  consentBy,
  consentCancel,
  consentDay,
  consentFor,
  consentGive,
  consentGiven,
  consentKeep,
  consentMissing,
  consentNone,
  consentRecord,
  consentSays,
  consentWithdraw,
  consentWithdrawn,
  consentWithdrawNow,
  conversations,
  copied,
  copy,
  copyFailed,
  create,
  creating,
  crisis,
  decided,
  draft,
  draftLabel,
  draftWaiting,
  earlierPosts,
  followers,
  for: forWord,
  handleOn,
  idea,
  influence,
  influenceCare,
  influenceTopic,
  interval,
  itemBegins,
  itemDue,
  itemKind,
  itemMissing,
  itemRefused,
  itemText,
  itemTitle,
  jobChange,
  lessLikely,
  likelier,
  likes,
  loading,
  lookAgain,
  makeItem,
  makeTask,
  mapped,
  mappedAsked,
  mappedChanged,
  mappedDeclined,
  mappedEmpty,
  mappedLeave,
  mappedNothing,
  mappedNothingBack,
  mappedPutBack,
  mappedThereAgain,
  mappedWill,
  mappedWrite,
  nobodySays,
  nobodyTitle,
  moreSignals,
  noDifference,
  noPersonSays,
  noPersonTitle,
  notConnectedCure,
  notConnectedTitle,
  notEverything,
  notKnownCure,
  notKnownTitle,
  notPermittedCure,
  notPermittedTitle,
  notThem,
  offCure,
  offTitle,
  openDeal,
  opensNewTab,
  overMillion,
  overSure,
  percentile,
  praise,
  press,
  profiles,
  proof,
  reaches,
  refusedCure,
  refusedOrgCure,
  refusedOrgTitle,
  refusedProfiles,
  refusedTitle,
  replies,
  sample,
  seeHow,
  seeIt,
  sendsNothing,
  shares,
  source,
  spike,
  start,
  storedOnly,
  suggestions,
  sure,
  task,
  taskThere,
  title,
  together,
  toldConfirmed,
  toldRejected,
  toldWithdrawn,
  tryAgain,
  underSure,
  wholeConversation,
  why,
});
