/// Tests that play a whole sale on the deployables as processes, and the rules of the architecture.
@NullMarked
package elysia.e2e;

import org.jspecify.annotations.NullMarked;
