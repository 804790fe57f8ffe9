/// Accounts at payment gateways, and the inbox of what the gateways send.
@NullMarked
package elysia.db.gateways;

import org.jspecify.annotations.NullMarked;
