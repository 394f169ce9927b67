import type { ComponentName } from '../vocabulary.ts';
import { Button, ButtonRow, Dropdown, DropdownButtonItem, Link, LoadingButton } from './buttons.tsx';
import { Checkbox, MultiSelect, RadioButton, Select, Toggle, ToggleGroup } from './choices.tsx';
import { DateInput, Input, NumberInput, SearchInput, TextArea } from './fields.tsx';
import { BarChart, Statistics, StatisticsItem, StatisticsTrend } from './figures.tsx';
import { Form } from './form.tsx';
import { AutoGrid, Box, Card, Divider, Flex, Inline, Spacer, Stack, Tile } from './layout.tsx';
import { Modal, OverlayBody, OverlayFooter, OverlaySection, Panel } from './overlays.tsx';
import { Accordion, Tab, Tabs } from './sections.tsx';
import { Alert, EmptyState, ErrorState, Illustration } from './states.tsx';
import { Table, TableBody, TableCell, TableFooter, TableHead, TableHeader, TableRow } from './table.tsx';
import { LoadingSpinner, ProgressBar, ScoreCircle, StatusTag, Tag } from './tags.tsx';
import { DescriptionList, DescriptionListItem, Heading, Icon, Image, List, Text, Tooltip } from './text.tsx';

/** Name of HubSpot's component → what the simulator draws for it. What is missing here is said on the page. */
export const PARTS = {
  ...{
    Accordion,
    Alert,
    AutoGrid,
    BarChart,
    Box,
    Button,
    ButtonRow,
    Card,
    Checkbox,
    DateInput,
    DescriptionList,
  },
  ...{
    DescriptionListItem,
    Divider,
    Dropdown,
    DropdownButtonItem,
    EmptyState,
    ErrorState,
    Flex,
    Form,
    Heading,
  },
  ...{
    Icon,
    Illustration,
    Image,
    Inline,
    Input,
    Link,
    List,
    LoadingButton,
    LoadingSpinner,
    Modal,
    MultiSelect,
  },
  ModalBody: OverlayBody,
  ModalFooter: OverlayFooter,
  ...{
    NumberInput,
    Panel,
    ProgressBar,
    RadioButton,
    ScoreCircle,
    SearchInput,
    Select,
    Spacer,
    Stack,
    Statistics,
  },
  PanelBody: OverlayBody,
  PanelFooter: OverlayFooter,
  PanelSection: OverlaySection,
  ...{ StatisticsItem, StatisticsTrend, StatusTag, Tab, Table, TableBody, TableCell, TableFooter, TableHead },
  ...{
    TableHeader,
    TableRow,
    Tabs,
    Tag,
    Text,
    TextArea,
    Textarea: TextArea,
    Tile,
    Toggle,
    ToggleGroup,
    Tooltip,
  },
} satisfies Partial<Record<ComponentName, unknown>>;
