import { forgetSecrets } from '@muster/server/app/forget-secrets';
import { openRuntime } from '@muster/server/app/runtime';
import { assertMigrated } from '@muster/server/platform/migrate';
import { keyring } from '@muster/server/platform/secrets/keyring';
import { readKeys } from '@muster/server/platform/secrets/secret-key';
import { StartFault } from '@muster/server/platform/start-fault';
import { readOptions } from '../options.ts';
import type { ShellCommand } from '../shell-command.ts';

export const secretsForget: ShellCommand = {
  name: 'secrets forget',
  usage: '--yes',
  summary: 'after the key (secret.key, MUSTER_SECRET_KEY) is lost for good: give up what it had sealed, so that a new one can begin',
  async run(args, { config, cityUrl, sharedUrl, dataFolder }) {
    const { values } = readOptions(args, 'secrets forget --yes', { yes: { type: 'boolean' } });
    if (!values.yes)
      throw new StartFault(
        'Second factors come off, channels are turned off until their secrets are entered again, phones turn notifications on again.',
        'If the key is somewhere in a back-up, bring it back instead. If not: npm run muster secrets forget -- --yes',
      );
    await assertMigrated({ cityUrl, sharedUrl });
    const runtime = await openRuntime({ cityUrl, sharedUrl, connections: 2 });
    try {
      const secrets = keyring(readKeys(dataFolder, config.secretKeys));
      const { secondFactors, channels, devices } = await forgetSecrets(runtime, secrets);
      console.log(
        `${secondFactors} second factors came off, ${channels} channels wait for their secrets, ${devices} phones for their owners.`,
      );
      return 0;
    } finally {
      await runtime.close();
    }
  },
};
