/// The outside world on one machine: Telegram, PushinPay, SyncPay, Meta and UTMify over real HTTP.
///
/// The beans exist only in a context that [elysia.sandbox.SandboxServer] made: a deployable under
/// test in the same JVM does not get them.
@Configuration
@Requires(property = "elysia.sandbox")
@NullMarked
package elysia.sandbox;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
