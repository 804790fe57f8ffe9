/// Words of the product: ids, money and statuses.
@NullMarked
package elysia.model;

import org.jspecify.annotations.NullMarked;
