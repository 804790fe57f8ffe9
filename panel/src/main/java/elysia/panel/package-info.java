/// Deployable: the operator's API.
@NullMarked
package elysia.panel;

import org.jspecify.annotations.NullMarked;
