import { leaveForService } from '../../api/signing';

/**
 * Off to the page of the service, whose holder authorises there; it sends him back to ours. Never
 * resolves while the browser leaves.
 */
export async function signBatchInBrowser(batchId: string): Promise<void> {
  const { address } = await leaveForService(batchId);
  if (address === null) return;
  window.location.assign(address);
  await new Promise<never>(() => undefined);
}
