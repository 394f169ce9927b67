/**
 * Every component that HubSpot offers to a card, and the properties each takes: what `@hubspot/ui-extensions` 0.17.0
 * declares. HTML elements, `style` and `className` are not among them, so nobody styles a card.
 */
const VOCABULARY = {
  Accordion: 'defaultOpen disabled onClick open size title',
  Alert: 'title variant',
  AutoGrid: 'columnWidth flexible gap',
  BarChart: 'axes data options',
  Box: 'alignSelf flex',
  Button: 'disabled href onClick overlay size truncate type variant',
  ButtonRow: 'disableDropdown dropDownButtonOptions',
  Card: '',
  Checkbox:
    'aria-label checked description initialIsChecked inline name onChange readOnly readonly size value variant',
  CurrencyInput:
    'currency defaultValue description error label max min name onBlur onChange onFocus placeholder precision readOnly required tooltip validationMessage value',
  DateInput:
    'clearButtonLabel defaultValue description error format label max maxValidationMessage min minValidationMessage name onBlur onChange onFocus readOnly required timezone todayButtonLabel tooltip validationMessage value',
  DescriptionList: 'direction',
  DescriptionListItem: 'label',
  Divider: 'distance size',
  Dropdown: 'buttonSize buttonText disabled options variant',
  EmptyState: 'flush imageName imageWidth layout reverseOrder title',
  ErrorState: 'title type',
  Flex: 'align alignSelf direction gap justify wrap',
  Form: 'autoComplete onSubmit preventDefault',
  Heading: 'inline',
  Icon: 'color name screenReaderText size',
  Illustration: 'alt height name width',
  Image: 'alt height href onClick overlay src width',
  Inline: 'align gap justify',
  Input:
    'defaultValue description error label name onBlur onChange onFocus onInput placeholder readOnly required tooltip type validationMessage value',
  LineChart: 'axes data options',
  Link: 'href onClick overlay preventDefault variant',
  List: 'variant',
  LoadingButton:
    'disabled href loading onClick overlay overlayOptions resultIconName size truncate type variant',
  LoadingSpinner: 'label layout showLabel size',
  Modal: 'aria-label id onClose onOpen title variant width',
  ModalBody: '',
  ModalFooter: '',
  MultiSelect:
    'description error label name onChange options placeholder readOnly required tooltip validationMessage value variant',
  NumberInput:
    'defaultValue description error formatStyle label max min name onBlur onChange onFocus onInput placeholder precision readOnly required textAlign tooltip validationMessage value',
  Panel: 'aria-label id onClose onOpen title variant width',
  PanelBody: '',
  PanelFooter: '',
  PanelSection: 'flush',
  ProgressBar: 'aria-label maxValue showPercentage title value valueDescription valueMax variant',
  RadioButton:
    'checked description initialIsChecked inline name onChange readOnly readonly size value variant',
  ScoreCircle: 'score',
  SearchInput:
    'clearable defaultValue description error label name onBlur onChange onFocus onInput placeholder readOnly required tooltip validationMessage value',
  Select:
    'description error label name onChange onInput options placeholder readOnly required tooltip validationMessage value variant',
  Spacer: 'size',
  Stack: 'align direction distance justify width',
  Statistics: '',
  StatisticsItem: 'id label number',
  StatisticsTrend: 'color direction value',
  StatusTag: 'hollow onClick onRemoveClick showRemoveIcon variant',
  StepIndicator: 'circleSize currentStep direction onClick stepNames variant',
  StepperInput:
    'defaultValue description error formatStyle label max maxValueReachedTooltip min minValueReachedTooltip name onBlur onChange onFocus placeholder precision readOnly required stepSize tooltip validationMessage value',
  Tab: 'disabled tabId title tooltip tooltipPlacement',
  Table:
    'bordered density flush maxVisiblePageButtons onPageChange page pageCount paginated showButtonLabels showFirstLastButtons',
  TableBody: '',
  TableCell: 'align colSpan width',
  TableFooter: '',
  TableHead: '',
  TableHeader: 'align disabled onSortChange sortDirection width',
  TableRow: '',
  Tabs: 'defaultSelected fill onSelectedChange selected variant',
  Tag: 'inline onClick overlay variant',
  Text: 'format inline truncate variant',
  TextArea:
    'cols defaultValue description error label maxLength name onBlur onChange onFocus onInput placeholder readOnly required resize rows tooltip validationMessage value',
  Textarea:
    'cols defaultValue description error label maxLength name onBlur onChange onFocus onInput placeholder readOnly required resize rows tooltip validationMessage value',
  Tile: 'compact flush',
  TimeInput:
    'defaultValue description error interval label max min name onBlur onChange onFocus readOnly required timezone tooltip validationMessage value',
  Toggle:
    'checked initialIsChecked label labelDisplay name onChange readOnly readonly size textChecked textUnchecked',
  ToggleGroup:
    'error inline label name onChange options required size toggleType tooltip validationMessage value variant',
  Tooltip: 'placement',
  CrmPropertyList: 'direction objectId objectTypeId properties',
  CrmAssociationTable:
    'associationLabelFilter objectTypeId pageSize pagination preFilters propertyColumns quickFilterProperties searchable sort',
  CrmDataHighlight: 'objectId objectTypeId properties',
  CrmReport: 'reportId use',
  CrmAssociationPivot: 'associationLabels maxAssociations objectTypeId preFilters sort',
  CrmAssociationPropertyList: 'associationLabels filters objectTypeId properties sort',
  CrmAssociationStageTracker: 'associationLabels filters objectTypeId properties showProperties sort',
  CrmSimpleDeadline: 'endDatePropertyName progressTheme properties showProperties startDatePropertyName',
  CrmStageTracker: 'objectId objectTypeId properties showProperties',
  CrmStatistics: 'objectTypeId statistics',
  CrmActionButton: 'actionContext actionType disabled onClick onError size type variant',
  CrmActionLink: 'actionContext actionType onClick onError variant',
  CrmCardActions: 'actionConfigs onError',
  DropdownButtonItem: 'onClick overlay',
} as const;

export type ComponentName = keyof typeof VOCABULARY;

const EVERYWHERE = ['children', 'testId'];

/** The components that only some places have: a sidebar takes no more of the CRM's own ones. */
const IN_A_SIDEBAR = new Set(['CrmActionButton', 'CrmActionLink']);

const PROPS = new Map(
  Object.entries(VOCABULARY).map(([name, props]) => [
    name,
    new Set([...EVERYWHERE, ...props.split(' ').filter(Boolean)]),
  ]),
);

/** Names of the components that a card at this location may use. */
export function componentsAt(location: string): readonly string[] {
  const all = [...PROPS.keys()];
  if (location === 'crm.record.tab') return all;
  const some = location === 'crm.record.sidebar' ? IN_A_SIDEBAR : new Set<string>();
  return all.filter((name) => !name.startsWith('Crm') || some.has(name));
}

/** The properties among these that HubSpot's component does not have. An unknown component has none. */
export function unknownProps(component: string, given: Readonly<Record<string, unknown>>): readonly string[] {
  const known = PROPS.get(component);
  return Object.keys(given).filter((name) => given[name] !== undefined && !known?.has(name));
}

/** Component → its properties, for whoever compares them with HubSpot's own types. */
export const vocabulary = (): ReadonlyMap<string, ReadonlySet<string>> => PROPS;
