package ai.openclaw.lightning;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.fasterxml.jackson.core.TSFBuilder;
import com.fasterxml.jackson.core.TokenStreamFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What Jackson does by itself is seldom what is right here: it keeps names that clients choose for ever. */
class JsonFactoriesTest {

    /** One for each kind of JSON: our own, of clients, of people, of files to import, of other programs’ settings, of stored documents, of a model, of a team. */
    private static final Set<String> MAY_MAKE_THEM = Set.of(
            "OwnJson",
            "ClientJson",
            "ClientTrees",
            "LenientJson",
            "ImportJson",
            "Json5",
            "Documents",
            "HelperJson",
            "SharingJson");

    @Test
    void factoriesAndMappers_areMadeWhereTheirSettingsAre() {
        noClasses()
                .that(DescribedPredicate.describe(
                        "are none of " + MAY_MAKE_THEM, user -> !MAY_MAKE_THEM.contains(user.getSimpleName())))
                .should()
                .callCodeUnitWhere(DescribedPredicate.describe(
                        "a factory, a mapper or their builder is made", JsonFactoriesTest::makesOne))
                .because("OwnJson.FACTORY is for what we write ourselves, ClientJson.FACTORY for what clients send")
                .check(OwnClasses.ALL);
    }

    private static boolean makesOne(JavaCall<?> call) {
        boolean made = call.getName().equals("<init>") || call.getName().equals("builder");
        return made
                && Stream.of(TokenStreamFactory.class, TSFBuilder.class, ObjectMapper.class, MapperBuilder.class)
                        .anyMatch(type -> call.getTargetOwner().isAssignableTo(type));
    }
}
