const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { jestConfig } = require('@salesforce/sfdx-lwc-jest/config');

const { sourceApiVersion } = JSON.parse(readFileSync(join(__dirname, 'sfdx-project.json'), 'utf8'));

// The compiler that comes with Jest may be a release behind the platform.
const NEWEST_THERE = 66;

module.exports = {
  ...jestConfig,
  moduleNameMapper: {
    ...jestConfig.moduleNameMapper,
    '^lightning/select$': '<rootDir>/jest-mocks/lightning/select/select',
  },
  globals: { apiVersion: Math.min(NEWEST_THERE, Number(sourceApiVersion)) },
};
