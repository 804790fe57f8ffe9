package elysia.tracking.meta;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The vectors of Meta's "Customer information parameters", and our own for Brazil.
class MetaHashTest {
  @ParameterizedTest
  @CsvSource({
    "john_smith@gmail.com, 62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f",
    "16505551212, e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176",
    "mary, 6915771be1c5aa0c886870b6951b03d7eafc121fea0e80a5ea83beb7c449f4ec",
    "val\u00e9ry, 08e1996b5dd49e62a4b4c010d44e4345592a863bb9f8e3976219bac29417149c",
    "19970216, 01acdbf6ec7b4f478a225f1a246e5d6767eeab1a7ffa17f025265b5b94f40f0c",
    "us, 79adb2a2fce5c6ba215fe5f27f532d4e7edbac4b6a5e09e1ef3a08084a904621",
    "br, 885036a0da3dff3c3e05bc79bf49382b12bc5098514ed57ce0875aba1aa2c40d"
  })
  void a_normalised_value_hashes_as_meta_says(String normalised, String hash) {
    assertThat(MetaHash.of(normalised)).isEqualTo(hash);
  }
}
