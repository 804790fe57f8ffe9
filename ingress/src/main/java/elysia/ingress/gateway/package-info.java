/// Gateways' webhooks: the account proved by its token, the body untouched.
@NullMarked
package elysia.ingress.gateway;

import org.jspecify.annotations.NullMarked;
