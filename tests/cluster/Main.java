import java.nio.file.Path;
import java.util.Map;
import org.opensearch.common.logging.LogConfigurator;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;

/** One node, for as long as whoever started it keeps its standard input open. */
public class Main {
    public static void main(String[] arguments) throws Exception {
        Settings home = Settings.builder().put("path.home", arguments[0]).build();
        Environment environment = InternalSettingsPreparer.prepareEnvironment(
            home, Map.of(), Path.of(arguments[1]), () -> "node");
        LogConfigurator.registerErrorListener();
        LogConfigurator.configure(environment);
        new Node(environment).start();
        while (System.in.read() >= 0) {}
        Runtime.getRuntime().halt(0);
    }
}
