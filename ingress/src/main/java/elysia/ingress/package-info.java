/// Deployable: webhooks, clicks and landing endpoints; verifies, publishes, confirms, answers.
@NullMarked
package elysia.ingress;

import org.jspecify.annotations.NullMarked;
