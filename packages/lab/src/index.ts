export { checkResult, dimensionOf } from './check-result.ts';
export type { Computer, ComputerFiles, NodeResult, ProcessReading } from './computer.ts';
export { defineChecks, type ExpectedResponse, type LabCheck, type LabChecks, type LabEvidence, type RequestShape, type ShapeRole } from './lab.ts';
export { type LabManifest, ManifestError, parseManifest, REQUIRED_CHECKS } from './lab-manifest.ts';
export { type LogRecord, logRecords } from './log-records.ts';
export type { MeasureOptions } from './measure.ts';
export type { MeasuredBatch } from './measurements.ts';
export { MESSAGES, type MessageKey, sentenceOf } from './messages.ts';
export { recognizeWrongFix } from './wrong-fix.ts';
export { assembleLab, type Files, filesOf, type LabSource, OverlayError, type Variant, variantsOf, withEdits } from './overlay.ts';
export { LIMITS_FILE, limitsOf, PORT, toProgram } from './program.ts';
export {
  type BlindSpot,
  type BootOptions,
  type Exit,
  type HandleReading,
  type MemoryHolder,
  type MemoryReading,
  type RouteMemory,
  type CallFrame,
  type Limits,
  type Neighbour,
  type Program,
  ProgramError,
  type Reading,
  type RequestSpec,
  type ResponseRecord,
  type Sandbox,
  type SendOptions,
  type Server,
  type ServerEvent,
  type SourcePosition,
} from './sandbox.ts';
export type { Fault, Services, ServicesReading, UpstreamBehaviour } from './services.ts';
export type { CheckResult, CheckStatus, Dimension, Figure, Finding, ProofPoint, Verdict, VerifyEvent } from './verdict.ts';
export { type LabToVerify, verify } from './verify.ts';
export { shuffle } from './workload.ts';
