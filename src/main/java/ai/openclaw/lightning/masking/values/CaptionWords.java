package ai.openclaw.lightning.masking.values;

import ai.openclaw.lightning.masking.keys.Words;
import java.util.List;
import java.util.Set;

/** The words by which {@link Captions} recognises a text that speaks about a secret; all in small letters. */
final class CaptionWords {
    /** Words for a secret in the languages of user interfaces; compounds have them inside: {@code Zugriffstoken}. */
    static final List<String> STEMS = Words.list("""
            password, passwd, passphrase, passcode, secret, credential, token, apikey, api-key,
            passwort, kennwort, passwörter, kennwörter, schlüssel, geheim, zugangsdaten, anmeldedaten,
            jeton, identifiants, contraseña, contrasena, senha, palavra-passe, credenciais, credencial, parola, segreto,
            credenziali, wachtwoord, sleutel, geheim, lösenord, nyckel, adgangskode, passord, nøkkel, nøgle, salasana,
            avain, hasło, hasła, haseł, heslo, hesla, jelszó, kulcs, şifre, parolă, lozinka, geslo,
            пароль, пароля, паролі, токен, ключ, секрет, κωδικός,
            パスワード, トークン, シークレット, 暗証, 密码, 密碼, 口令, 令牌, 密钥, 金鑰, 비밀번호, 암호, 토큰, सांकेतिक, รหัสผ่าน, mật khẩu""");

    /** Words for a secret that are also parts of other words, so they must stand alone. */
    static final Set<String> WORDS = Words.set("""
            key, keys, pin, code, codes, creds, passe, clé, clés, clave, llave, chiave, chave, authentication,
            authorization, cookie, login, api, tls, cert""");

    /** What messages report; next to another word it makes a message. */
    static final Set<String> REPORTS = Words.set("""
            accepted, blank, changed, copied, created, deleted, denied, disabled, enabled, error, exists, expired,
            failed, failure, forgot, forgotten, found, generated, incorrect, invalid, loaded, match, mismatch, missing,
            rejected, required, reset, revoked, rotated, saved, stored, succeeded, successful, successfully, unavailable,
            unknown, updated, verified, verification, weak, wrong, characters, zeichen, mindestens, siehe, abgelaufen, caractères, caracteres, voir, vergessen, falsch, ungültig, oublié,
            incorrecta, incorrecto, invalide, olvidada""");

    /** Words that a sentence needs and a passphrase hardly has. */
    static final Set<String> FUNCTION_WORDS = Words.set("""
            a, again, and, are, at, be, been, by, can, cannot, can't, confirm, do, does, don't, enter, for, from, has,
            have, if, in, is, isn't, it, least, long, may, must, new, no, not, of, on, only, or, please, repeat, see,
            should, short, since, that, the, their, this, to, too, type, use, used, uses, using, was, will, with, you,
            your, bitte, das, der, die, ein, eingeben, ihr, ist, muss, nicht, und, le, la, les, de, du, est, votre, veuillez,
            el, es, su, por, favor, il, è, non, per, o, een, het, uw""");

    /** A type or a rule for what is typed, in the place of a value. */
    static final Set<String> RULES = Words.set("""
            string, text, required, optional, nullable, hashed, encrypted, varchar, keyword, confirmed, sometimes,
            filled, present, same-origin, omit, include""");

    private CaptionWords() {}
}
