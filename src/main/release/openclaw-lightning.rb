# Homebrew formula, filled in by the build: brew install ./openclaw-lightning.rb
class OpenclawLightning < Formula
  desc "Learns from the work of your AI agent, on your machine only"
  homepage "@homepage@"
  url "@url@/lightning-@version@.tar.gz"
  sha256 "@sha256.tar@"
  license "MIT"

  depends_on "openjdk"

  def install
    libexec.install Dir["*"]
    (libexec/".removed-by").write "brew uninstall openclaw-lightning\n"
    (bin/"lightning").write_env_script libexec/"bin/lightning",
                                       LIGHTNING_JAVA: "${LIGHTNING_JAVA:-#{Formula["openjdk"].opt_bin}/java}"
    bash_completion.install libexec/"completions/lightning.bash" => "lightning"
    zsh_completion.install libexec/"completions/_lightning"
    fish_completion.install libexec/"completions/lightning.fish"
  end

  test do
    assert_match "OpenClaw Lightning", shell_output("#{bin}/lightning version")
  end
end
