import { type Routes, routes } from '../../platform/routes.ts';
import { accountsView } from './accounts.view.ts';
import type { AuthServices } from './auth.services.ts';
import { changePassword } from './commands/change-password.ts';
import { createAccount } from './commands/create-account.ts';
import { resetAccount } from './commands/reset-account.ts';
import { revokeSession } from './commands/revoke-session.ts';
import { secondFactorCommands } from './commands/second-factor.ts';
import { setUp } from './commands/set-up.ts';
import { signIn } from './commands/sign-in.ts';
import { signOut } from './commands/sign-out.ts';
import { switchAssignment } from './commands/switch-assignment.ts';
import { unlockAccount } from './commands/unlock-account.ts';
import { sessionViews } from './session.views.ts';
import { signInPage } from './sign-in-page.ts';

/** A function, not a table: signing in needs the program itself, before there is anybody to open a transaction for. */
export function authRoutes(services: AuthServices): Routes {
  return routes([
    signInPage(services),
    signIn(services),
    signOut(services),
    setUp(services),
    ...sessionViews(services),
    switchAssignment(services),
    revokeSession(services),
    changePassword(services),
    ...secondFactorCommands(services),
    createAccount(services),
    accountsView(services),
    unlockAccount(services),
    resetAccount(services),
  ]);
}
