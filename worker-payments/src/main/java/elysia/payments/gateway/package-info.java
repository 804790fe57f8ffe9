/// What all payment gateways share: roles, outcomes, and the only HTTP executor.
@NullMarked
package elysia.payments.gateway;

import org.jspecify.annotations.NullMarked;
