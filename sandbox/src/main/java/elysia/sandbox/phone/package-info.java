/// A buyer's phone: the page, and the JSON API behind it.
@NullMarked
package elysia.sandbox.phone;

import org.jspecify.annotations.NullMarked;
