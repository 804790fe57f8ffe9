/// What a webhook or a click needs of the database, kept in memory.
@NullMarked
package elysia.ingress.snapshot;

import org.jspecify.annotations.NullMarked;
