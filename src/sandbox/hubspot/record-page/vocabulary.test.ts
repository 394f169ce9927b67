import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { componentsAt, unknownProps, vocabulary } from './browser/vocabulary.ts';

/** Component → properties, as HubSpot's own types declare them. */
function declared(): ReadonlyMap<string, readonly string[]> {
  const sdk = dirname(createRequire(import.meta.url).resolve('@hubspot/ui-extensions'));
  const files = [join(sdk, 'index.d.ts'), join(sdk, 'crm/index.d.ts')];
  const program = ts.createProgram(files, {
    ...{ module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
    ...{ strict: true, skipLibCheck: true, noEmit: true, allowImportingTsExtensions: true, types: [] },
  });
  const checker = program.getTypeChecker();
  const found = new Map<string, readonly string[]>();
  for (const file of files) {
    const module = checker.getSymbolAtLocation(program.getSourceFile(file) as ts.SourceFile);
    for (const exported of module ? checker.getExportsOfModule(module) : []) {
      const alias = exported.flags & ts.SymbolFlags.Alias;
      const declaration = (alias ? checker.getAliasedSymbol(exported) : exported).valueDeclaration;
      const type = declaration && ts.isVariableDeclaration(declaration) ? declaration.type : undefined;
      const props = type && ts.isImportTypeNode(type) ? type.typeArguments?.[0] : undefined;
      if (props) found.set(exported.name, namesIn(checker, checker.getTypeFromTypeNode(props)));
    }
  }
  return found;
}

function namesIn(checker: ts.TypeChecker, type: ts.Type): readonly string[] {
  const members = type.isUnion() ? type.types : [type];
  return [...new Set(members.flatMap((one) => checker.getPropertiesOfType(one).map(({ name }) => name)))];
}

describe('what a card may use in the simulator', () => {
  it('is what HubSpot’s own types declare, component by component, property by property', () => {
    const theirs = declared();
    expect(theirs.size).toBeGreaterThan(60);
    for (const [component, props] of theirs) {
      const ours = [...(vocabulary().get(component) ?? [])].filter((name) => name !== 'children').toSorted();
      const declares = [...new Set([...props, 'testId'])].filter((name) => name !== 'children').toSorted();
      expect(ours, component).toEqual(declares);
    }
    // HubSpot declares the properties of these two loosely, under one name.
    const more = [...vocabulary().keys()].filter((component) => !theirs.has(component));
    expect(more.toSorted()).toEqual(['Dropdown', 'DropdownButtonItem']);
  });

  it('is in a sidebar less of the CRM’s own components than in a tab', () => {
    const crm = (location: string) => componentsAt(location).filter((name) => name.startsWith('Crm'));
    expect(crm('crm.record.sidebar')).toEqual(['CrmActionButton', 'CrmActionLink']);
    expect(crm('crm.record.tab').length).toBeGreaterThan(10);
    expect(crm('settings')).toEqual([]);
  });

  it('takes neither style nor class, and nothing of an HTML element', () => {
    expect(unknownProps('Text', { style: {}, className: 'x', format: {} })).toEqual(['style', 'className']);
    expect(unknownProps('div', { id: 'x' })).toEqual(['id']);
  });
});
