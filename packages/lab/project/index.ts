// What a downloaded lab carries of this repository, bundled into one file: the words that its checks.ts imports, and Verify.
export * from '../src/index.ts';
export { verifyProject } from './verify-project.ts';
