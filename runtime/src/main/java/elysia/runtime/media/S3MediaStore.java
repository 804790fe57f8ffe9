package elysia.runtime.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/// Media in a bucket of an S3-compatible store. Its client takes a second to make, so it is made
/// when the first file is asked for.
final class S3MediaStore implements MediaStore {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(15);

  /// With the client's own retries.
  private static final Duration CALL_TIMEOUT = Duration.ofMinutes(1);

  private final MediaUrl.Bucket url;
  private @Nullable S3Client client;

  S3MediaStore(MediaUrl.Bucket url) {
    this.url = url;
  }

  @Override
  public void put(String key, Path file, String contentType) throws IOException {
    try {
      client().putObject(to -> to.bucket(url.name()).key(key).contentType(contentType), file);
    } catch (SdkException e) {
      throw new IOException("the media store did not take " + key, e);
    }
  }

  @Override
  public InputStream open(String key) throws IOException {
    try {
      return client().getObject(from -> from.bucket(url.name()).key(key));
    } catch (NoSuchKeyException e) {
      throw (NoSuchFileException) new NoSuchFileException(key).initCause(e);
    } catch (SdkException e) {
      throw new IOException("the media store did not give " + key, e);
    }
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.close();
    }
  }

  private synchronized S3Client client() {
    if (client == null) {
      client = connect(url);
    }
    return client;
  }

  private static S3Client connect(MediaUrl.Bucket url) {
    var credentials = AwsBasicCredentials.create(url.accessKey(), url.secretKey());
    return S3Client.builder()
        .endpointOverride(url.endpoint())
        .region(Region.of(url.region()))
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .forcePathStyle(true)
        // other stores than Amazon's refuse the newer checksums
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
        .overrideConfiguration(calls -> calls.apiCallTimeout(CALL_TIMEOUT))
        .httpClientBuilder(
            UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT_TIMEOUT)
                .socketTimeout(SOCKET_TIMEOUT))
        .build();
  }
}
