import { refuseSignature, takePortion } from '../../api/signing';
import { signWithVgca, VgcaAbsentError, VgcaNotSignedError } from './sign-with-vgca';

/**
 * Whole files, one after the other: the program asks for the PIN in a window of its own each time.
 *
 * @throws {VgcaAbsentError} no such program answers; the batch can be gone on with
 */
export async function signBatchWithVgca(batchId: string): Promise<void> {
  for (;;) {
    const { tasks, left } = await takePortion(batchId, 1);
    for (const { requestId } of tasks) await signOne(requestId);
    if (left === 0) return;
  }
}

async function signOne(requestId: string): Promise<void> {
  try {
    await signWithVgca(requestId);
  } catch (error) {
    if (error instanceof VgcaAbsentError) throw error;
    const reason = error instanceof VgcaNotSignedError ? error.message : '';
    // What the server refused of the file it has said already; the rest is said here.
    if (reason !== '') await refuseSignature(requestId, reason).catch(() => undefined);
  }
}
