/// Messages suspected of ending the processes that handle them.
@NullMarked
package elysia.db.poison;

import org.jspecify.annotations.NullMarked;
