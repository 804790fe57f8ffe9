/// PostgreSQL: connections, transactions, and what every feature's package shares.
@NullMarked
package elysia.db;

import org.jspecify.annotations.NullMarked;
