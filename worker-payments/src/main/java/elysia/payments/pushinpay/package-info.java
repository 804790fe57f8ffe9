/// PushinPay's API as pure builders and parsers; its words stay in here.
@NullMarked
package elysia.payments.pushinpay;

import org.jspecify.annotations.NullMarked;
