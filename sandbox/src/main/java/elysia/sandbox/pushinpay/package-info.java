/// PushinPay's PIX API, and the bank that pays its charges.
@NullMarked
package elysia.sandbox.pushinpay;

import org.jspecify.annotations.NullMarked;
