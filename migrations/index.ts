import { PlatformBase1763800000000 } from './1763800000000-platform-base.js';
import { Organisation1763800010000 } from './1763800010000-organisation.js';
import { Identity1763800020000 } from './1763800020000-identity.js';
import { Files1763800030000 } from './1763800030000-files.js';
import { Registers1763800040000 } from './1763800040000-registers.js';
import { Routing1763800050000 } from './1763800050000-routing.js';
import { Signing1763800060000 } from './1763800060000-signing.js';
import { Documents1763800070000 } from './1763800070000-documents.js';
import { Tasks1763800080000 } from './1763800080000-tasks.js';
import { Plans1763800090000 } from './1763800090000-plans.js';
import { Reviews1763800100000 } from './1763800100000-reviews.js';
import { SigningMedia1763900010000 } from './1763900010000-signing-media.js';
import { SigningDesk1763900011000 } from './1763900011000-signing-desk.js';
import { AnnexesAndCopies1763900012000 } from './1763900012000-annexes-and-copies.js';
import { SigningEnrolment1763900020000 } from './1763900020000-signing-enrolment.js';
import { SigningVgca1763900030000 } from './1763900030000-signing-vgca.js';
import { CertificateRegister1763900040000 } from './1763900040000-certificate-register.js';
import { SigningVerification1763900050000 } from './1763900050000-signing-verification.js';
import { LongTermRevisions1763900051000 } from './1763900051000-long-term-revisions.js';
import { TokenPinAttempts1763900060000 } from './1763900060000-token-pin-attempts.js';
import { ForgetRequests1763900090000 } from './1763900090000-forget-requests.js';
import { CopiesWhole1763900120000 } from './1763900120000-copies-whole.js';
import { RemoteAuthorisation1763900130000 } from './1763900130000-remote-authorisation.js';
import { RegisterPrints1763900140000 } from './1763900140000-register-prints.js';
import { SignedFileHashes1763900195000 } from './1763900195000-signed-file-hashes.js';
import { UpkeepFailures1763900196000 } from './1763900196000-upkeep-failures.js';
import { VerificationEnds1763900197000 } from './1763900197000-verification-ends.js';
import { TrustListProblems1763900198000 } from './1763900198000-trust-list-problems.js';
import { PinAttempts1763900199000 } from './1763900199000-pin-attempts.js';
import { SignedAgainInTheNextChain1763900200000 } from './1763900200000-signed-again-in-the-next-chain.js';

/** In the order in which they run; a landed one is never edited. */
export const MIGRATIONS = [
  PlatformBase1763800000000,
  Organisation1763800010000,
  Identity1763800020000,
  Files1763800030000,
  Registers1763800040000,
  Routing1763800050000,
  Signing1763800060000,
  Documents1763800070000,
  Tasks1763800080000,
  Plans1763800090000,
  Reviews1763800100000,
  SigningMedia1763900010000,
  SigningDesk1763900011000,
  AnnexesAndCopies1763900012000,
  SigningEnrolment1763900020000,
  SigningVgca1763900030000,
  CertificateRegister1763900040000,
  SigningVerification1763900050000,
  LongTermRevisions1763900051000,
  TokenPinAttempts1763900060000,
  ForgetRequests1763900090000,
  CopiesWhole1763900120000,
  RemoteAuthorisation1763900130000,
  RegisterPrints1763900140000,
  SignedFileHashes1763900195000,
  UpkeepFailures1763900196000,
  VerificationEnds1763900197000,
  TrustListProblems1763900198000,
  PinAttempts1763900199000,
  SignedAgainInTheNextChain1763900200000,
];
