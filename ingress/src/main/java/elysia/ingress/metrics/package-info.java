/// Numbers of the ingress, and the basic funnel for those who hold the admin token.
@NullMarked
package elysia.ingress.metrics;

import org.jspecify.annotations.NullMarked;
