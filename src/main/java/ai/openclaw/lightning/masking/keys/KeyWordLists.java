package ai.openclaw.lightning.masking.keys;

import java.util.List;

/**
 * The words that {@link KeyWords} knows. An entry of several words is found however they are joined: {@code api_key},
 * {@code apiKey}, {@code api-key}, {@code apikey}.
 */
final class KeyWordLists {
    static final List<String> SECRETS = Words.list("""
            password, passwords, passwd, passcode, api key, api keys, private key, private keys, secret key,
            access key, account key, app key, application key, auth key, functions key, signing key, encryption
            key, subscription key, license key, master key, shared key, preshared key, pre shared key, key data,
            amz signature, goog signature, creds, recovery code, recovery codes, backup codes, access tokens,
            refresh tokens, auth tokens, bearer tokens, requirepass, masterauth, storepass, keypass, bindpw,
            rootpw, dbpass, db pw, fernet key, server key, unseal key, unseal keys, storage key, passwort,
            passwoerter, kennwort, mot de passe, passe, mdp, contrasena, senha, wachtwoord, haslo, losenord,
            adgangskode, passord, salasana""");

    /** {@code pass} alone is also a verb, a pass of a renderer and a count of tests. */
    static final List<String> BEFORE_PASS = Words.list("""
            admin, ansible, auth, become, db, database, email, ftp, imap, key, keystore, ldap, login, mail,
            mongo, mongodb, mysql, pg, postgres, rabbitmq, redis, remote, root, sa, smtp, sql, ssh, sudo, truststore,
            user, vault, vnc, wifi""");

    /** As common in prose as in settings, so a colon after it may be punctuation. */
    static final List<String> PROSE = List.of("secret", "secrets", "credential", "credentials");

    static final List<String> COOKIES = List.of("cookie", "cookies");
    static final List<String> AUTHORIZATIONS = List.of("authorization", "authorisation");
    static final List<String> PASSPHRASES =
            List.of("passphrase", "passphrases", "pass phrase", "seed phrase", "recovery phrase");

    /** Secret only as the last word of a key, and only where the value looks like a secret. */
    static final List<String> WEAK = Words.list("""
            pass, pw, psk, otp, sig, jwt, bearer, pat, auth""");

    static final List<String> BEFORE_TOKEN = Words.list("""
                    max, min, total, num, n, per, expected, eos, bos, pad, unk, sep, cls, mask, special, stop""");
    static final List<String> AFTER_TOKEN = Words.list("""
            counts, usage, used, limit, budget, id, ids, len, size, rate, cost, price, total, number, num,
            index, position, window, estimate, logprob, logprobs, per""");

    /** Words before a secret that make the key a switch or a caption. */
    static final List<String> BEFORE_ANY = Words.list("""
                    forgot, show, hide, has, is, no, without, require, requires, allow, enable""");

    /** Words after a secret that make the value something about it; also with an s at the end. */
    static final List<String> AFTER_ANY = Words.list("""
            age, algorithm, alias, arn, at, attempt, audience, banner, button, category, changed, charset, claim,
            class, cmd, column, command, complexity, consent, count, created, date, day, description, dir,
            directory, domain, duration, enabled, encoding, endpoint, error, eval, expiration, expire, expired,
            expiry, file, filename, flow, form, format, from, grant, help, hint, history, httponly, icon, interval,
            invalid, issuer, jar, kind, label, lifetime, limit, link, length, location, map, message, method,
            mismatch, mode, name, option, page, path, pattern, period, placeholder, policy, policies, prefix,
            process, prompt, query, ref, reference, regex, required, requirement, reset, retries, rotation, rule,
            samesite, scope, score, selector, size, source, state, status, strategy, strength, suffix, template,
            threshold, timeout, title, toggle, tooltip, ttl, type, updated, uri, url, valid, validity, variable,
            verified, version, visibility, visible""");

    /** Parts of a program that work on secrets, and what such a part does; also with an s at the end. */
    static final List<String> MACHINERY = Words.list("""
            adapter, analyzer, authentication, authenticator, backend, checker, cidr, classes, component, controller,
            converter, decoder, dialog, driver, encoder, encryption, engine, event, extractor, factory, filter,
            generator, handler, hasher, hashing, helper, interceptor, introspection, listener, manager, middleware,
            modal, model, module, mount, package, parser, plugin, processor, provider, repository, resolver, route,
            schema, screen, serializer, store, table, transformer, validation, validator, wordlist""");

    /** What a design names by tokens, before or after that word: {@code spacing-token-md}, {@code --token-radius}. */
    static final List<String> DESIGN = Words.list("""
            border, breakpoint, color, colors, colour, design, elevation, font, motion, opacity, radius, shadow,
            spacing, theme, typography, sets""");

    /** The same, but "Password field" with a blank is a place on a page, into which a secret is typed. */
    static final List<String> PLACES = List.of("field", "fields", "input", "box");

    /** Words before {@code secret} that make the key the name of one: {@code existingSecret}, {@code imagePullSecret}. */
    static final List<String> BEFORE_REFERENCE = Words.list("existing, pull, external");

    /** Words with such an ending are the same word: {@code PGPASSWORD}, {@code clientsecret}. */
    static final List<String> ENDINGS = List.of("password", "passwd", "passphrase", "apikey", "secret");

    /** Key words with letters beyond ASCII, by their last letters; in small letters. */
    static final List<String> FOREIGN = List.of(
            "contraseña", "hasło", "lösenord", "şifre", "jelszó", "пароль", "パスワード", "暗証番号", "密码", "密碼", "비밀번호");

    private KeyWordLists() {}
}
