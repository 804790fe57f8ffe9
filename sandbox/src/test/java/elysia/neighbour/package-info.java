/// A module that is not the sandbox, on the same class path.
@NullMarked
package elysia.neighbour;

import org.jspecify.annotations.NullMarked;
