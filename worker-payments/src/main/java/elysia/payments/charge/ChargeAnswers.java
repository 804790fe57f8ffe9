package elysia.payments.charge;

import elysia.db.Transactions;
import elysia.db.payments.ChargeAttempt;
import elysia.db.payments.ChargeAttempts;
import elysia.db.payments.Payment;
import elysia.db.payments.Payments;
import elysia.model.wire.ChargeCommand;
import elysia.payments.gateway.ChargeOutcome;
import elysia.payments.gateway.RejectionCode;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Records what came of an attempt, in one transaction.
@Singleton
final class ChargeAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(ChargeAnswers.class);

  private final Transactions transactions;
  private final Payments payments;
  private final ChargeAttempts attempts;
  private final Attempting attempting;
  private final ShownCodes shownCodes;
  private final ChargeFailure failure;

  ChargeAnswers(
      Transactions transactions,
      Payments payments,
      ChargeAttempts attempts,
      Attempting attempting,
      ShownCodes shownCodes,
      ChargeFailure failure) {
    this.transactions = transactions;
    this.payments = payments;
    this.attempts = attempts;
    this.attempting = attempting;
    this.shownCodes = shownCodes;
    this.failure = failure;
  }

  ChargeStep record(ChargeCommand press, ChargeStep.Call call, ChargeOutcome outcome, Round round) {
    return transactions.inTransaction(
        () -> {
          var payment = payments.lock(call.attempt().payment());
          var answer = new Answer(call, round);
          return switch (outcome) {
            case ChargeOutcome.Created created -> created(press, payment, answer, created);
            case ChargeOutcome.Rejected(var code, var detail) ->
                rejected(payment, answer, code, detail);
            case ChargeOutcome.Unknown(var cause) -> unknown(payment, answer, cause);
          };
        });
  }

  private record Answer(ChargeStep.Call call, Round round) {
    Instant at() {
      return round.now();
    }

    ChargeAttempts.End end(ChargeAttempt.State state, String reason) {
      return end(state, null, reason);
    }

    ChargeAttempts.End end(ChargeAttempt.State state, @Nullable String rejection, String reason) {
      var latency = Duration.between(call.begunAt(), at());
      return new ChargeAttempts.End(state, rejection, reason, latency, at());
    }
  }

  private ChargeStep created(
      ChargeCommand press, Payment payment, Answer answer, ChargeOutcome.Created created) {
    var attempt = answer.call().attempt();
    if (!attempts.identify(attempt, created.identifiers().all(), answer.at())) {
      LOG.error("[ERRO] O gateway deu à venda {} o id de outra cobrança", payment.transactionId());
      return unknown(payment, answer, "id de outra cobrança");
    }
    attempts.finish(attempt.id(), answer.end(ChargeAttempt.State.CREATED, ""));
    if (payment.awaitsCode()) {
      shownCodes.show(press, payment, answer.call(), created, answer.at());
    } else {
      LOG.warn(
          "A cobrança {} da venda {} fica sem uso: o comprador já tem outra",
          attempt.id(),
          payment.transactionId());
    }
    return new ChargeStep.Finished();
  }

  private ChargeStep rejected(Payment payment, Answer answer, RejectionCode code, String detail) {
    var attempt = answer.call().attempt().id();
    attempts.finish(attempt, answer.end(ChargeAttempt.State.REJECTED, code.word(), detail));
    if (!payment.awaitsCode()) {
      return new ChargeStep.Finished();
    }
    var reason = code + ": " + detail;
    var next = attempting.next(payment, answer.round());
    if (next.isPresent()) {
      LOG.warn(
          "A conta {} recusou a cobrança, tentando outra: {}", answer.call().account(), reason);
      return next.get();
    }
    if (attempting.hasHope(payment)) {
      LOG.warn("Nenhuma conta faz a cobrança agora: {}", reason);
      return new ChargeStep.TryLater(payment.id(), reason);
    }
    failure.fail(payment, reason);
    return new ChargeStep.Finished();
  }

  /// The buyer has seen no code, so another account may be asked at once. The charge that we know
  /// nothing of counts all the same, should it be paid.
  private ChargeStep unknown(Payment payment, Answer answer, String cause) {
    attempts.finish(answer.call().attempt().id(), answer.end(ChargeAttempt.State.UNKNOWN, cause));
    if (!payment.awaitsCode()) {
      return new ChargeStep.Finished();
    }
    LOG.warn("Não sabemos se {} fez a cobrança: {}", answer.call().account(), cause);
    return Optional.of(answer.round())
        .filter(Round::patient)
        .flatMap(round -> attempting.next(payment, round))
        .<ChargeStep>map(next -> next)
        .orElseGet(() -> new ChargeStep.TryLater(payment.id(), cause));
  }
}
