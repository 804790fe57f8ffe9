/// Secrets at rest: sealed with AES-256-GCM under a key that is only in the environment.
@NullMarked
package elysia.db.secret;

import org.jspecify.annotations.NullMarked;
