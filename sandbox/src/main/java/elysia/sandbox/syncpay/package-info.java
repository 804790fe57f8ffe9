/// The fake SyncPay, partner API v1.
@NullMarked
package elysia.sandbox.syncpay;

import org.jspecify.annotations.NullMarked;
