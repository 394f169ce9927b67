import {
  Accordion,
  Alert,
  BarChart,
  Button,
  ButtonRow,
  Checkbox,
  DateInput,
  DescriptionList,
  DescriptionListItem,
  Divider,
  Dropdown,
  EmptyState,
  Flex,
  Form,
  Heading,
  Icon,
  Input,
  LineChart,
  Link,
  List,
  LoadingSpinner,
  Modal,
  ModalBody,
  ModalFooter,
  NumberInput,
  ProgressBar,
  Select,
  Statistics,
  StatisticsItem,
  StatisticsTrend,
  StatusTag,
  Tab,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Tabs,
  Tag,
  Text,
  TextArea,
  Toggle,
  ToggleGroup,
  hubspot,
  logger,
  useExtensionActions,
  useExtensionContext,
} from '@hubspot/ui-extensions';
import { useState } from 'react';

const options = ['Ferries', 'Trains'].map((label) => ({ label, value: label.toLowerCase() }));

function Fields({ say }) {
  const [title, setTitle] = useState('A title');
  return (
    <Form onSubmit={({ targetValue }) => say(`sent ${JSON.stringify(targetValue)}`)}>
      <Input
        label="Title"
        name="title"
        value={title}
        onChange={(value) => {
          setTitle(value);
          say(`committed ${value}`);
        }}
      />
      <TextArea
        label="Text"
        name="text"
        description="As long as you like"
        onInput={(text) => say(`typed ${text}`)}
      />
      <NumberInput label="How many" name="number" defaultValue={3} />
      <Select
        label="How"
        name="how"
        options={options}
        value="trains"
        onChange={(how) => say(`chose ${how}`)}
      />
      <DateInput
        label="When"
        name="when"
        onChange={({ year, month, date }) => say(`on ${year}/${month}/${date}`)}
      />
      <Toggle label="Loud" name="loud" onChange={(on) => say(`loud ${on}`)} />
      <Checkbox name="soft" onChange={(on) => say(`soft ${on}`)}>
        Soft
      </Checkbox>
      <ToggleGroup
        label="Which"
        name="which"
        toggleType="radioButtonList"
        options={options}
        onChange={(which) => say(`which ${which}`)}
      />
      <Button type="submit">Send</Button>
    </Form>
  );
}

const Note = (
  <Modal id="note" title="A note" onClose={() => logger.info('closed')}>
    <ModalBody>
      <Text>Words in a modal</Text>
    </ModalBody>
    <ModalFooter>
      <Button onClick={(_event, { closeModal }) => closeModal('note')}>Done</Button>
    </ModalFooter>
  </Modal>
);

function Acts({ say }) {
  const { addAlert, copyTextToClipboard, openIframeModal, closeOverlay } = useExtensionActions();
  const ask = async (url, work = hubspot.fetch) => {
    try {
      const response = await work(url, { method: 'GET' });
      say(`${response.status} ${(await response.json()).says}`);
    } catch (error) {
      say(`${error.name}: ${error.message}`);
    }
  };
  return (
    <ButtonRow>
      <Button onClick={() => addAlert({ type: 'success', title: 'Well', message: 'It is done' })}>
        Tell
      </Button>
      <Button onClick={() => openIframeModal({ uri: 'https://x.example', height: 1, width: 1 })}>
        Frame
      </Button>
      <Button onClick={() => copyTextToClipboard('copied words').then(() => say('copied'))}>Copy</Button>
      <Button onClick={() => ask('https://local.app.example.com/hello')}>Ask</Button>
      <Button onClick={() => ask('https://elsewhere.example.com/')}>Ask elsewhere</Button>
      <Button onClick={() => ask('/simulator/page.js', (url) => fetch(new URL(url, self.location.href)))}>
        Go round
      </Button>
      <Button overlay={Note}>Note</Button>
      <Button onClick={() => closeOverlay('note')}>Close the note</Button>
      <Dropdown buttonText="More acts" options={[{ label: 'An act', onClick: () => say('acted') }]} />
    </ButtonRow>
  );
}

function Figures() {
  const data = [
    { network: 'Bluesky', found: 12 },
    { network: 'GitHub', found: 3 },
  ];
  const axes = {
    x: { field: 'network', fieldType: 'category', label: 'Network' },
    y: { field: 'found', fieldType: 'linear', label: 'Found' },
  };
  return (
    <>
      <Statistics>
        <StatisticsItem label="Profiles" number={15}>
          <StatisticsTrend value="20%" direction="increase" />
        </StatisticsItem>
      </Statistics>
      <BarChart data={data} axes={axes} options={{ title: 'Found by network' }} />
      <LineChart data={data} axes={axes} />
      <ProgressBar title="Half of it" value={50} maxValue={100} showPercentage />
      <Table bordered>
        <TableHead>
          <TableRow>
            <TableHeader>Network</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {data.map(({ network }) => (
            <TableRow key={network}>
              <TableCell>{network}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </>
  );
}

function Card() {
  const { crm, user, extension, variables } = useExtensionContext();
  const [said, say] = useState('nothing');
  return (
    <Flex direction="column" gap="md">
      <Text>{`About ${crm.objectId} for ${user.firstName} of ${extension.appName} at ${variables.APP_DOMAIN}`}</Text>
      <Text>{`Said: ${said}`}</Text>
      <Tabs defaultSelected="fields">
        <Tab tabId="fields" title="Fields">
          <Fields say={say} />
        </Tab>
        <Tab tabId="acts" title="Acts">
          <Acts say={say} />
        </Tab>
        <Tab tabId="figures" title="Figures">
          <Figures />
        </Tab>
      </Tabs>
      <Accordion title="Words" onClick={() => say('folded')}>
        <Heading>A heading</Heading>
        <List>
          <Text>One</Text>
          <Link href="https://there.example.com">There</Link>
          <Link href="javascript:alert(1)">Nowhere</Link>
        </List>
        <DescriptionList>
          <DescriptionListItem label="Place">Here</DescriptionListItem>
        </DescriptionList>
        <Tag>Tag</Tag> <StatusTag variant="success">Good</StatusTag>
        <Icon name="warning" screenReaderText="Take care" />
        <Divider />
        <Alert title="Mind" variant="warning">
          The gap
        </Alert>
        <EmptyState title="Nothing">At all</EmptyState>
        <LoadingSpinner label="Turning" />
      </Accordion>
    </Flex>
  );
}

hubspot.extend(() => <Card />);
