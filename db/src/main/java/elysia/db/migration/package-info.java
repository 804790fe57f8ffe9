/// The schema: its migrations, the one program that runs them, and the check every deployable
/// makes.
@NullMarked
package elysia.db.migration;

import org.jspecify.annotations.NullMarked;
