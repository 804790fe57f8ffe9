/// The live trail of a sale.
@NullMarked
package elysia.panel.trail;

import org.jspecify.annotations.NullMarked;
