/// SyncPay, partner API v1.
@NullMarked
package elysia.payments.syncpay;

import org.jspecify.annotations.NullMarked;
