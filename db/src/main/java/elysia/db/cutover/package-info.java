/// The day on which sending passes from the old application to us.
@NullMarked
package elysia.db.cutover;

import org.jspecify.annotations.NullMarked;
