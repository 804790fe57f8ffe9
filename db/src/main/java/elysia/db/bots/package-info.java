/// The bots of sellers: what a worker must know to answer for one, and how one is connected.
@NullMarked
package elysia.db.bots;

import org.jspecify.annotations.NullMarked;
