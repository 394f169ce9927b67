const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { jestConfig } = require('@salesforce/sfdx-lwc-jest/config');

const { sourceApiVersion } = JSON.parse(readFileSync(join(__dirname, 'sfdx-project.json'), 'utf8'));

// The compiler that comes with Jest may be a release behind the platform.
const NEWEST_THERE = 66;

/** The CommonJS of a package of the framework's. */
function built(name) {
  return require.resolve(name).replace(/index\.js$/, 'index.cjs');
}

module.exports = {
  ...jestConfig,
  moduleNameMapper: {
    ...jestConfig.moduleNameMapper,
    '^lightning/select$': '<rootDir>/jest-mocks/lightning/select/select',
    // Jest reads CommonJS; these packages are modules and bring both.
    '^(?:lwc|@lwc/engine-dom)$': built('@lwc/engine-dom'),
    '^@lwc/synthetic-shadow$': built('@lwc/synthetic-shadow'),
    '^(?:wire-service|@lwc/wire-service)$': built('@lwc/wire-service'),
  },
  globals: { apiVersion: Math.min(NEWEST_THERE, Number(sourceApiVersion)) },
};
