/// A press of "comprar" becomes a PIX code.
@NullMarked
package elysia.payments.charge;

import org.jspecify.annotations.NullMarked;
