/// What a bot sells, frozen as the buyer saw it.
@NullMarked
package elysia.db.offers;

import org.jspecify.annotations.NullMarked;
